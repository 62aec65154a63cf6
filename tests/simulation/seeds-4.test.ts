import { playShare } from './support/play-seeds.ts';

playShare(3, 4);
