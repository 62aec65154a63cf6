/**
 * Loaded before the program: kills it, as `kill -9` does, at the n-th boundary between it and the
 * disk or the network: before each call that changes something there, which is after the one
 * before it, and at each step of a request.
 *
 * KILL_AT: the boundary, from 1; 0 kills nothing, and prints how many there are.
 */
import fs from 'node:fs/promises';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';

const at = Number(process.env.KILL_AT ?? 0);
let passed = 0;

function boundary() {
  passed += 1;
  if (passed === at) process.kill(process.pid, 'SIGKILL');
}

function around(target, name) {
  const original = target[name];
  target[name] = function call(...args) {
    boundary();
    return original.apply(this, args);
  };
}

const { open } = fs;
fs.open = async (...args) => {
  const writes = args[1] !== 'r';
  if (writes) boundary();
  const handle = await open(...args);
  if (!writes) return handle;
  for (const name of ['writeFile', 'sync', 'close']) around(handle, name);
  return handle;
};
for (const name of ['link', 'mkdir', 'rename', 'rm']) around(fs, name);
syncBuiltinESMExports();

const { end } = http.ClientRequest.prototype;
http.ClientRequest.prototype.end = function call(...args) {
  boundary();
  this.once('finish', boundary);
  this.once('response', (response) => {
    boundary();
    response.once('end', boundary);
  });
  return end.apply(this, args);
};

if (at === 0) process.on('exit', () => process.stderr.write(`boundaries: ${passed}\n`));
