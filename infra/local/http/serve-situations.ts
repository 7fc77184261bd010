import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { listSituations, situationNamed } from '../sandbox/list-situations.ts';
import { gatewayAnswers } from './gateway-answers.ts';
import type { ServePage } from './serve-page.ts';

const BASE = '/sandbox/situations';
const SANDBOX_ZONE = 'America/Chicago';

const answer = (body: unknown): APIGatewayProxyResult => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

/** Messages of situations, for the page to send to the sandbox; made, never sent, and of no patient there is. */
export const serveSituations: ServePage = async (_request, method, path) => {
  if (method !== 'GET' || (path !== BASE && !path.startsWith(`${BASE}/`))) return undefined;
  if (path === BASE) return answer(listSituations());
  const now = new Date();
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: SANDBOX_ZONE, dateStyle: 'short' }).format(now);
  const tag = randomUUID().slice(0, 8);
  const name = path.slice(BASE.length + 1);
  const found = situationNamed(name, { tag, now: now.toISOString(), today, timeZone: SANDBOX_ZONE });
  return found ? answer(found) : gatewayAnswers.notFound();
};
