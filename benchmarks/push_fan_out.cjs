// The npm library `web-push` with connections kept open, for benchmarks/push_fan_out.py.
const https = require('node:https');
const fs = require('node:fs');
const webpush = require('web-push');

const given = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const key = Buffer.from(given.private, 'hex').toString('base64url');
webpush.setVapidDetails('mailto:a@example.vn', given.public, key);
const agent = new https.Agent({ keepAlive: true, maxSockets: 48 });

async function main() {
  const before = process.cpuUsage();
  const began = process.hrtime.bigint();
  let next = 0;
  async function work() {
    while (next < given.count) {
      const to = given.addresses[next++ % given.addresses.length];
      await webpush.sendNotification(to, given.content, { TTL: 86400, agent });
    }
  }
  await Promise.all(Array.from({ length: 48 }, work));
  const used = process.cpuUsage(before);
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const processor_seconds = (used.user + used.system) / 1e6;
  console.log(JSON.stringify({ count: given.count, seconds, processor_seconds }));
}
main();
