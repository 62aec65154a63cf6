/** An error of the API's, before it is put into the form that was asked for. */
export class ApiFailure extends Error {
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    text: string,
    more: {
      readonly data?: Readonly<Record<string, unknown>>;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(text);
    this.code = code;
    this.data = more.data ?? {};
    this.headers = more.headers ?? {};
  }
}
