export function searchIndexOf(
  pages: readonly { readonly url: string; readonly content: string }[],
): string;
