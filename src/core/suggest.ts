export function suggest(_word: string, _candidates: readonly string[]): string | undefined {
  return undefined;
}
