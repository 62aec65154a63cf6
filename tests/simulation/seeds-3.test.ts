import { playShare } from './support/play-seeds.ts';

playShare(2, 4);
