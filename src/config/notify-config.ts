/** The part of the config that says who is told, as it is written. */
import { about, later, z } from '../shape.ts';
import { words } from './config-parts.ts';

/** Who is told of what. */
export const notify = later(() =>
  about(
    'Who is told when a run that writes needs a person.',
    z.strictObject({
      webhook: about(
        'Whether a message goes to the address in WIKISYNC_WEBHOOK_URL.',
        z.optional(z.boolean()),
      ),
      mail: about(
        'An e-mail, through the server in WIKISYNC_SMTP_URL.',
        z.optional(
          z.strictObject({
            from: about('Who sends it.', z.clone(words)),
            to: about('Who gets it.', z.array(words).check(z.minLength(1, 'must name somebody'))),
          }),
        ),
      ),
      on: about(
        'What a message is sent about (default: all of these).',
        z.optional(z.array(z.enum(['conflicts', 'guards', 'failures']))),
      ),
    }),
  ),
);
