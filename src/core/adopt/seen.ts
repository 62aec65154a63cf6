/** What is seen on a page that is to be adopted, and what is said of it. */

/** A value of a parameter, as it stands in one of the calls. */
export interface SeenValue {
  /** Never empty. */
  readonly text: string;
  /** Where it stands on the page. */
  readonly at: number;
}

/** Something that a person should look at: one sentence without its full stop. */
export interface AdoptionNote {
  readonly text: string;
  /** Where on the page it is about; absent for the page as a whole. */
  readonly at?: number;
}
