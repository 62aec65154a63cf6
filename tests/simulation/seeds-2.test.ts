import { playShare } from './support/play-seeds.ts';

playShare(1, 4);
