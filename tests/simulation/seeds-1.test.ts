import { playShare } from './support/play-seeds.ts';

playShare(0, 4);
