/** Segments of one HL loop: its own, before the first name, and those under its names. */
interface LoopTable {
  readonly loop: string;
  readonly own: readonly string[];
  readonly named: readonly string[];
}

interface SetTable {
  /** Before the first HL. */
  readonly top: readonly string[];
  /** By HL03. */
  readonly loops: Readonly<Record<string, LoopTable>>;
  /** HL03 of loops that have to be there. */
  readonly needed: readonly string[];
}

const words = (text: string): readonly string[] => text.split(' ');

const PARTY = words('NM1 REF N3 N4 PER PRV AAA');
const PERSON = words('NM1 REF N3 N4 PER PRV AAA DMG INS HI DTP MPI');
const BENEFIT = words('EB HSD REF DTP AAA MSG III LS LE NM1 N3 N4 PER PRV');
const REVIEW = words('HL TRN AAA UM HCR REF DTP HI HSD CRC CL1 CR1 CR2 CR5 CR6 PWK MSG');
const SERVICE = words('HL TRN AAA UM HCR REF DTP HI SV1 SV2 SV3 TOO HSD PWK MSG');
const ASKED = words('EQ AMT III REF DTP');

const loop = (name: string, own: readonly string[], named: readonly string[]): LoopTable => ({
  loop: name,
  own,
  named,
});

/** Loops and segments of the sets we speak, in our own words; from public companion guides and samples, not from a licensed guide. */
export const SET_TABLES: Readonly<Record<string, SetTable>> = {
  '270': {
    top: ['BHT'],
    needed: ['20', '21', '22'],
    loops: {
      '20': loop('2000A', ['HL'], PARTY),
      '21': loop('2000B', ['HL'], PARTY),
      '22': loop('2000C', ['HL', 'TRN'], [...PERSON, ...ASKED]),
      '23': loop('2000D', ['HL', 'TRN'], [...PERSON, ...ASKED]),
    },
  },
  '271': {
    top: ['BHT'],
    needed: ['20'],
    loops: {
      '20': loop('2000A', ['HL', 'AAA'], PARTY),
      '21': loop('2000B', ['HL', 'AAA'], PARTY),
      '22': loop('2000C', ['HL', 'TRN', 'AAA'], [...PERSON, ...BENEFIT]),
      '23': loop('2000D', ['HL', 'TRN', 'AAA'], [...PERSON, ...BENEFIT]),
    },
  },
  '278': {
    top: ['BHT'],
    needed: ['20'],
    loops: {
      '20': loop('2000A', ['HL', 'AAA'], PARTY),
      '21': loop('2000B', ['HL', 'AAA', 'TRN'], PARTY),
      '22': loop('2000C', ['HL', 'AAA', 'TRN'], PERSON),
      '23': loop('2000D', ['HL', 'AAA', 'TRN'], PERSON),
      EV: loop('2000E', REVIEW, PARTY),
      SS: loop('2000F', SERVICE, PARTY),
    },
  },
  '999': { top: words('AK1 AK2 IK3 CTX IK4 IK5 AK9'), needed: [], loops: {} },
};
