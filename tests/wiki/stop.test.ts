import { describe, expect, it } from 'vitest';
import { stopWords, turnsAway } from '../../src/wiki/stop.ts';

describe('stopWords', () => {
  it.each([
    ['', undefined],
    [' \n\t', undefined],
    ['<!-- write below to stop -->\n', undefined],
    ['<!-- never closed', undefined],
    ['stop', 'stop'],
    ['<!-- x -->\n Please\n wait <!-- y -->', 'Please wait'],
    ['run', 'run'],
  ])('reads %j as %j', (text, words) => {
    expect(stopWords(text)).toBe(words);
  });
});

describe('turnsAway', () => {
  it.each([
    '{{nobots}}',
    '{{Nobots}}',
    '{{ nobots }}',
    '{{template:nobots}}',
    '{{bots|deny=all}}',
    '{{bots|deny=Sync Bot}}',
    '{{bots|deny=Other,Sync_Bot}}',
    '{{bots|deny= sync Bot }}',
    '{{bots|allow=none}}',
    '{{bots|allow=Other}}',
    'text {{bots|allow=Other}} text {{bots|allow=all}}',
  ])('turns away for %j', (text) => {
    expect(turnsAway(text, 'Sync Bot')).toBe(true);
  });

  it.each([
    '',
    '{{bots}}',
    '{{bots|deny=none}}',
    '{{bots|deny=Other}}',
    '{{bots|deny=Sync}}',
    '{{bots|allow=all}}',
    '{{bots|allow=Other,Sync Bot}}',
    '{{nobots|deny=Other}}',
    '<!-- {{nobots}} -->',
    '<nowiki>{{nobots}}</nowiki>',
    '{{nobotsatall}}',
    '{{robots|deny=all}}',
  ])('lets the bot edit with %j', (text) => {
    expect(turnsAway(text, 'Sync Bot')).toBe(false);
  });
});
