import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const COMMAND = fileURLToPath(new URL('../../infra/cli/stresspass.mjs', import.meta.url));
/** Promised: it ends by itself within a minute. */
const MINUTE_MS = 60_000;

test(
  'the demo plays the loop from the signed order to the claim, and counts what people do',
  async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [COMMAND, 'demo'], {
      env: { ...process.env, NO_COLOR: '1' },
      timeout: MINUTE_MS,
    });
    const told = stdout.replace(/\s+/g, ' ');
    const inOrder = [
      '1 Cardiologist: signs an order',
      'PutEvents "FHIR ServiceRequest"',
      'answer the open questions first',
      '2 Clinician: answers the one question',
      'Can the patient exercise enough for a treadmill or bicycle test?',
      'canExercise = false',
      'submit the request',
      '3 Stresspass: has the request ready and sends it to the payer',
      'by FHIR PAS 2.2.1',
      'POST Claim/$submit (submit)',
      'review action A4',
      '4 Stresspass: reads the documents the payer asks for in the EHR',
      'GET DocumentReference, LOINC 11506-3',
      'Update with documents read in the EHR handed over: LOINC 11506-3, 18824-3.',
      'POST Claim/$submit (update)',
      '2 documents',
      'review action A1',
      '5 Payer: certifies the test',
      'number TEST-',
      'Ready to book',
      '6 Stresspass: writes the answer on the order in the EHR',
      'PUT ServiceRequest: coverage-information',
      '7 Scheduler: asks for',
      ': yes',
      '1 human action from the signature to this slot: A clinician answered a question.',
      '8 Somebody: moves the visit',
      'BookingAtRisk: outside-window',
      ': no',
      'Do not book',
      '9 Biller: checks the claim',
      'POST Claim/$check, authorization number TEST-',
      'go ahead inside its window',
      'The end.',
    ];
    const said = stdout + stderr;
    expect(said).not.toContain('\u001b');
    expect(said, 'no line of a log in between').not.toContain('"level"');
    let from = 0;
    for (const part of inOrder) {
      const at = told.indexOf(part, from);
      expect(at, `${part}\nnot found after\n${told.slice(0, from).slice(-300)}`).toBeGreaterThanOrEqual(0);
      from = at + part.length;
    }
  },
  MINUTE_MS + 10_000,
);
