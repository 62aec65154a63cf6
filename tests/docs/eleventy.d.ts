/** What the tests use of Eleventy, which has no types of its own. */
declare module '@11ty/eleventy' {
  export class Eleventy {
    constructor(
      input: string,
      output: string,
      options: { readonly configPath: string; readonly quietMode: boolean },
    );
    /** Builds all pages, and writes none. */
    toJSON(): Promise<
      readonly { readonly url: string; readonly inputPath: string; readonly content: string }[]
    >;
  }
}
