// A table file of LevelDB (https://github.com/google/leveldb/blob/main/doc/table_format.md): blocks, two of
// which say where the others are, and a footer that says where these two are.

const footerLength = 48;
const magic = Buffer.from('57fb808b247547db', 'hex');

/** Where a block begins, and its length without what stands behind it. */
type Place = [offset: number, length: number];

/**
 * Whether every block of a table is as it was written. LevelDB does not look: it takes what it reads for
 * whole, and some of what is not ends the process.
 *
 * A file without a footer counts as whole. LevelDB refuses it where it belongs to the database, and
 * removes it where a process was killed that was writing it.
 */
export function isWholeTable(file: Buffer): boolean {
  if (file.length < footerLength || !file.subarray(-magic.length).equals(magic)) return true;
  try {
    const footer = reader(file.subarray(-footerLength));
    const roots = [placeAt(footer), placeAt(footer)];
    for (const root of roots) {
      for (const place of placesIn(blockAt(file, root))) checkedAt(file, place);
    }
    return true;
  } catch {
    // Not to be read at all.
    return false;
  }
}

function checkedAt(file: Buffer, [offset, length]: Place): Buffer {
  const end = offset + length + 1;
  const checked = file.subarray(offset, end);
  if (crc32c(checked) !== unmasked(file.readUInt32LE(end))) throw new Error('altered');
  return checked;
}

function blockAt(file: Buffer, place: Place): Buffer {
  const checked = checkedAt(file, place);
  const content = checked.subarray(0, -1);
  return checked.at(-1) === 0 ? content : uncompressed(content);
}

/** A block that lists other blocks has entries, and behind them the places of some entries and their number. */
function* placesIn(block: Buffer): Generator<Place> {
  const restarts = block.readUInt32LE(block.length - 4);
  const entries = reader(block.subarray(0, block.length - 4 * (restarts + 1)));
  while (!entries.atEnd()) {
    entries.number();
    const keyLength = entries.number();
    const valueLength = entries.number();
    entries.bytes(keyLength);
    yield placeAt(reader(entries.bytes(valueLength)));
  }
}

function placeAt(from: Reader): Place {
  return [from.number(), from.number()];
}

interface Reader {
  atEnd(): boolean;
  /** Seven bits in each byte, the lowest first. */
  number(): number;
  bytes(length: number): Buffer;
}

function reader(buffer: Buffer): Reader {
  let at = 0;
  return {
    atEnd: () => at >= buffer.length,
    number() {
      let value = 0;
      for (let factor = 1; ; factor *= 128) {
        const byte = buffer.readUInt8(at++);
        value += (byte % 128) * factor;
        if (byte < 128) return value;
      }
    },
    bytes(length) {
      if (at + length > buffer.length) throw new RangeError('too short');
      at += length;
      return buffer.subarray(at - length, at);
    },
  };
}

/** Snappy (https://github.com/google/snappy/blob/main/format_description.txt). */
function uncompressed(compressed: Buffer): Buffer {
  const from = reader(compressed);
  const all = Buffer.alloc(from.number());
  let at = 0;
  while (!from.atEnd()) {
    const tag = from.bytes(1).readUInt8();
    const kind = tag & 3;
    if (kind === 0) {
      const short = tag >> 2;
      const length = short < 60 ? short : from.bytes(short - 59).readUIntLE(0, short - 59);
      at += from.bytes(length + 1).copy(all, at);
      continue;
    }
    const length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const offset =
      kind === 1
        ? ((tag >> 5) << 8) + from.bytes(1).readUInt8()
        : from.bytes(kind === 2 ? 2 : 4).readUIntLE(0, kind === 2 ? 2 : 4);
    // What is copied may overlap what it is copied to.
    for (const end = at + length; at < end; at++) all.writeUInt8(all.readUInt8(at - offset), at);
  }
  return all;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0x82f63b78 : 0);
  return value;
});

/** CRC-32C (RFC 3720, appendix B.4). Node has CRC-32 alone. */
function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let index = 0; index < bytes.length; index++) {
    crc = (crc >>> 8) ^ (table[(crc ^ (bytes[index] as number)) & 255] as number);
  }
  return ~crc >>> 0;
}

/** Checksums are kept so that a checksum of them is none of the common ones. */
function unmasked(masked: number): number {
  const rotated = (masked - 0xa282ead8) >>> 0;
  return ((rotated >>> 17) | (rotated << 15)) >>> 0;
}
