import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** Finds QR codes in a picture or in what a camera shows now. */
export interface Detector {
  detect(source: ImageBitmapSource): Promise<readonly { rawValue: string }[]>;
}

interface NativeDetector {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

let made: Promise<Detector> | undefined;

/** The browser's own reader where there is one, else ours in WebAssembly, fetched from our own server. */
export function detector(): Promise<Detector> {
  made ??= make();
  made.catch(() => (made = undefined));
  return made;
}

async function make(): Promise<Detector> {
  const native = (globalThis as { BarcodeDetector?: NativeDetector }).BarcodeDetector;
  const formats = await native?.getSupportedFormats().catch((): string[] => []);
  if (native && formats?.includes('qr_code')) return new native({ formats: ['qr_code'] });
  const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill');
  await prepareZXingModule({
    fireImmediately: true, // not at the first picture: by then the network may be away
    overrides: {
      locateFile: (path: string, prefix: string) =>
        path.endsWith('.wasm') ? wasmUrl : prefix + path,
    },
  });
  return new BarcodeDetector({ formats: ['qr_code'] });
}
