/** The part of the config that says who is told, as it is written. */
import { z } from '../shape.ts';

const words = z.string().trim().min(1, 'must not be empty');

/** Who is told of what. */
export const notify = z
  .strictObject({
    webhook: z
      .boolean()
      .optional()
      .describe('Whether a message goes to the address in WIKISYNC_WEBHOOK_URL.'),
    mail: z
      .strictObject({
        from: words.describe('Who sends it.'),
        to: z.array(words).min(1, 'must name somebody').describe('Who gets it.'),
      })
      .optional()
      .describe('An e-mail, through the server in WIKISYNC_SMTP_URL.'),
    on: z
      .array(z.enum(['conflicts', 'guards', 'failures']))
      .optional()
      .describe('What a message is sent about (default: all of these).'),
  })
  .describe('Who is told when a run that writes needs a person.');
