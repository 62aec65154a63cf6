// Tests see one time zone, and no proxy between them and loopback.
process.env['TZ'] = 'UTC';
for (const name of Object.keys(process.env)) {
  if (/^(https?|all|no)_proxy$/i.test(name)) delete process.env[name];
}
