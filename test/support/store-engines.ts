import { openTestStores, type TestStores } from './embedded-store.ts';
import { addFaults } from './table-faults.ts';

export interface StoreEngine {
  readonly name: string;
  readonly open: () => Promise<TestStores>;
}

const endpoint = process.env.DYNAMODB_ENDPOINT;

/** The store suite runs on each of these: what holds on one must hold on all. */
export const STORE_ENGINES: readonly StoreEngine[] = [
  { name: 'the embedded engine', open: () => openTestStores({ sockets: true }) },
  { name: 'a table on a bad day', open: () => openTestStores({ prepare: addFaults }) },
  ...(endpoint ? [{ name: `the engine of DYNAMODB_ENDPOINT`, open: () => openTestStores({ endpoint }) }] : []),
];
