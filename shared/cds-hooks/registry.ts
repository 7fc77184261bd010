import type { HookService } from './hook-service.ts';
import { appointmentBook } from './services/appointment-book.ts';
import { encounterDischarge } from './services/encounter-discharge.ts';
import { encounterStart } from './services/encounter-start.ts';
import { orderDispatch } from './services/order-dispatch.ts';
import { orderSelect } from './services/order-select.ts';
import { orderSign } from './services/order-sign.ts';

export const SERVICES: readonly HookService[] = [
  orderSelect,
  orderSign,
  orderDispatch,
  appointmentBook,
  encounterStart,
  encounterDischarge,
];

export const serviceOf = (id: string): HookService | undefined => SERVICES.find((one) => one.id === id);
