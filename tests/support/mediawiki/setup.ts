/** Each file of tests has the real MediaWiki for itself. */
import { afterAll, inject } from 'vitest';
import { takeTurn } from './turns.ts';

afterAll(await takeTurn(inject('turns')));
