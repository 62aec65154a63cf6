import { acknowledge as acknowledgeListing } from '../../sync/acknowledge.ts';
import { defineListingCommand } from '../listing-command.ts';

/** `wikisync acknowledge`. */
export const acknowledge = defineListingCommand({
  name: 'acknowledge',
  summary: 'let pass what people took back on the page, so that it may be changed again',
  details: '[record] [field]',
  example: {
    line: 'wikisync acknowledge xen-2014',
    does: "lets the next push make again what people took back up to the page's newest revision",
  },
  options: [],
  writes: true,
  run: (job, { details: [record, field] }) => acknowledgeListing(job, { record, field }),
});
