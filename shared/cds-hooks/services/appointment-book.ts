import { bookedReferences, bookedSubjects } from '../booked-subjects.ts';
import type { HookService } from '../hook-service.ts';
import { PREFETCH } from '../prefetch/prefetch.ts';

export const appointmentBook: HookService = {
  id: 'appointment-book-crd',
  hook: 'appointment-book',
  title: 'Cardiac stress test: while booking',
  description: 'Says of each stress test being booked whether it can be done on that day under its coverage.',
  prefetch: PREFETCH['appointment-book'],
  options: ['coverage-info', 'appropriate-use', 'guideline', 'insurance', 'max-cards'],
  contextBundle: 'appointments',
  named: bookedReferences,
  subjects: bookedSubjects,
};
