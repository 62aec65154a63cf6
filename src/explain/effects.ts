/** What follows from a code, where it is the same for many. */

/** Of diagnostics. */
export const effects = {
  config: 'An error in the config: no listing is looked at, and the run ends with code 1.',
  credentials: 'An error: no listing of the run is looked at, and it ends with code 1.',
  dataFile:
    'An error in the data file: its listing is left alone on both sides, and the run ends with code 1.',
  eitherFile:
    'An error. In the config it stops the whole run; in a data file its listing is left alone on both sides. The run ends with code 1.',
  record:
    'An error: this record is left alone on both sides while the others go on; the run ends with code 1.',
  change:
    'An error: this change is not made while the rest of the plan goes ahead; the run ends with code 1.',
  warning: 'A warning: the exit code does not change.',
  notice: 'A notice, shown with --verbose and by check: the exit code does not change.',
} as const;

/** Of failures. */
export const failures = {
  failed: 'A failure: the listing is not synced, the others go on, and the run ends with code 1.',
  later:
    'A failure that may pass: the listing is not synced, the others go on, and the run ends with code 75, for schedulers to try again.',
} as const;

/** Of what the doctor finds. */
export const findings = {
  ok: 'The doctor found this to be right.',
  warning: "A warning of the doctor's: it does not change the exit code.",
  problem: 'A problem that the doctor found: listings cannot be synced, and it ends with code 1.',
  passing:
    'A problem that passes by itself: the doctor ends with code 75 if there is no other kind.',
} as const;

/** Of a guard that trips. */
export const guarded =
  'A guard: the side that it is about is not written, and the run ends with code 4.';
