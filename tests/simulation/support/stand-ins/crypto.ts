/** `node:crypto` with the seed's chance. */
import { Buffer } from 'node:buffer';
import crypto from 'node:crypto';
import { outside } from './outside.ts';

export const { createHash, hash } = crypto;

export const randomBytes = (size: number): Buffer => Buffer.from(hex(size), 'hex');

export const randomUUID = (): string => [4, 2, 2, 2, 6].map(hex).join('-');

function hex(bytes: number): string {
  let digits = '';
  for (let at = 0; at < bytes; at += 1) {
    const byte = Math.floor(outside.fraction() * 256);
    digits += byte.toString(16).padStart(2, '0');
  }
  return digits;
}
