import { expect, it } from 'vitest';
import { blinded, newBallot, receiptOf, unblinded } from './blind.ts';

/** Made and verified by the server's side (api/rooms/meetings/blind_ballots.py). */
const KNOWN = {
  modulus: [
    'e771d36a22684a8c161446b45e8fcbf8d15d350f3b2103608c864070a6e36b778d651ae6e56f5f7914b38fb5',
    '3e6b399afb1aa89dc5ee1841cd3c1cee1b5dabfb5fa71b69e5d10184440f4d0a9d4fc8ef72f41fe6cb3a7699',
    '7019aaa8ac2119e050c2e8adcbe2f6bd61ea91f03fc543816701c291b9e07adeeff7d2567ffe636480452314',
    'e52ab10539a5d44a6f01a5429869f8bc0869becf338cfa6a7b17f5ca687cb9be248fc59745273650de25f8e6',
    'e94d52fd92760c9ccc1a209e0c8ec96b7d0c0a26b75b8efe3e794fe9e144a608a360af961d730006deb24eae',
    '93c3a808a1432a150b8377f8054a39aab70c20517521bac9d9b34becc2bb3b09104b9589',
  ].join(''),
  token: '716a6211a4fe9b4f7d00f4f18a5385048f1761ffd74096c41989d9e96ac1d221',
  factor: [
    '5725fb5aaea00bf30e6b640e943d3ed95e8f152e08442507793e64c9acd322cc25ec9fc49461f45b6e933f65',
    'b80171177d7843e5340355bbb0cec9220ba8079c69a15814afd5874a432db82fd0fc4bf378135a46ea542df0',
    '37bb18e00ac3d384392ef5352c11a7d9e6590c031dacd499efcd371cbca0ba2ced1865c6381288daed7f4aad',
    '36488f8f069e154523d9a295ccc422422176d81f7d71f18af25234ae5bfc298e9e1cdb6d984eec74bc0db7c9',
    '0e1ab51bdf7dcd740a7dd7811a201527c9dd1814a8fff1b44ec2e2746cfb5d06f925a582ef96f3a5b82051bb',
    '871009179c56cd61c9e103b328cf6ebab02c9563a94930d914c57177cb18c5c9d16d337f',
  ].join(''),
  blinded: [
    '4c20d157c2e5fe2f5f41cb26b7a25e26ac6c03c80b137815c76ee7f0556963e4838e418939040583825888a6',
    'd867dbe662963ee09e8f4b062305b7b02fdd189d643bec9eb3ebdcaf038c9d2a5912fcdff9b92169e1d6bc98',
    'd2260854a8b699fdaae6df4e87d7e899a181eb24751c590807a74640fba2a1e16b5baa6576ed3e8278082b88',
    '44df9a46e3c0699bcfa727b6d8c7158acd4a8570624ebbdd4dcb9fbe4aeed2f9dc9ef56e821e16389cd8f638',
    'd290ac2501cb4b2b09853eb104c0ca32215877f70b2603bbb4a60b11b6b08f7157f109309dfacd47b06f6421',
    '9735063a4ff08d5515b50f67354510fda579ec649d3371a27f6616f0eddaf0e1230f70fe',
  ].join(''),
  signed: [
    '720fe053cb410b6ce278a39bc1bea7adc80f77a6fb6d73b11a1f25d4136e0c753083a7de979aa4a94594f810',
    '30ce06d214b4d4ca04807553eebe583882c8d7dcef2675edffe65714547eac691516a5420dd378491f69f0e0',
    '6613d9f1e15fef40594319157ba77dc1e3a51b61dd5bb176c46a57118747e3e18af0cd022958e1f9e16aea5c',
    '7df871aa4e0f0708d4de0756dda3870e271b1fc5c42e289f9e086d8b75de9209e9376945df099f1e7d391d14',
    'b02349d2fe166c6f142cda34d3f5ea9fdc95901e0cc92027a7632ce8b10e4d5fadc1aefddfcb5863e1fd2bd5',
    '7af3d4bc1cb7a893dd2fd4fc30d097defec058157a1845a22891dd2978114891ef9f4171',
  ].join(''),
  signature: [
    '931e92ef2b0457fc27049f9e35632782fbd2b9dadb447c9d200740c32475c577dfe129f695aa604533850725',
    'fe4d1ace8cab021e4e3b1a7ef364f4ac309cf6f209004daa73bbe46a3121da3f6b7dc2b20c5aede03f5eb77e',
    'b757f617c604f74aa0307cda28887be6261eb0cb03233e20733d079eb1a5646e7aba6568e41bbde020071873',
    '0b20cb117f4c861f25877650e184eafc658d9c16b129777a38ffc7cd653bdc1cea136896f57374a7eac72aa4',
    'a7246daa7a3d3925b5be2e6a080fc7ae3622c779cec5ed1ace9bd0bfefe78355a9d3386d42d31ee3a2238a82',
    '2cdc4614ef7ec35bbeb3d3ee775cc132c871778e36f2428e19b6e89420281e248fe928fd',
  ].join(''),
  receipt: 'aa8d698b9fb60e26fe8da19159173fb1c125f040f69e51feeb07d1283da105da',
};

it('blinds a ballot as the server expects it', async () => {
  expect(await blinded(KNOWN.token, KNOWN.factor, KNOWN.modulus)).toBe(KNOWN.blinded);
});

it('gets the signature of the ballot out of the blind one', async () => {
  const { token, factor, modulus, signed, signature } = KNOWN;
  expect(await unblinded(token, factor, modulus, signed)).toBe(signature);
});

it('takes no signature of anything else', async () => {
  const { token, factor, modulus, blinded: other } = KNOWN;
  expect(await unblinded(token, factor, modulus, other)).toBeNull();
});

it('never makes the same ballot twice, and factors lie below the modulus', () => {
  const made = Array.from({ length: 20 }, () => newBallot(KNOWN.modulus));
  expect(new Set(made.map(({ token }) => token)).size).toBe(20);
  expect(new Set(made.map(({ factor }) => factor)).size).toBe(20);
  for (const { factor } of made) expect(factor < KNOWN.modulus).toBe(true);
});

it('knows its receipt without the server', async () => {
  expect(await receiptOf(KNOWN.token)).toBe(KNOWN.receipt);
});
