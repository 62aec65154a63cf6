/** What the doctor shows, as data. */
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Finding } from '../core/finding.ts';

/** A wiki that was looked at. */
export interface ExaminedWiki {
  readonly wiki: string;
  /** Its address or folder. */
  readonly place: string;
  readonly findings: readonly Finding[];
}

/** A listing that was looked at. */
export interface ExaminedListing {
  readonly listing: string;
  readonly wiki: string;
  readonly page: string;
  readonly findings: readonly Finding[];
}

/** A whole round. */
export interface DoctorReport {
  /** What is wrong with the config. */
  readonly diagnostics: readonly Diagnostic[];
  /** About this machine: the state folder. */
  readonly machine: readonly Finding[];
  readonly wikis: readonly ExaminedWiki[];
  readonly listings: readonly ExaminedListing[];
}

/** All findings of a round. */
export function allFindings({ machine, wikis, listings }: DoctorReport): readonly Finding[] {
  return [machine, ...[...wikis, ...listings].map(({ findings }) => findings)].flat();
}

/** How a round is to be shown. */
export interface DoctorOptions {
  readonly colour: boolean;
  /** Problems and warnings only. */
  readonly quiet: boolean;
  /** The advice about what is right, too. */
  readonly verbose: boolean;
  /** Columns of the terminal. Default: 100. */
  readonly width?: number;
}
