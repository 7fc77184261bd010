import type { Bundle, FhirResource } from 'fhir/r4';
import { addChart } from '../../fhir/chart/add-chart.ts';
import { resourceName } from '../../fhir/chart/resource-name.ts';
import { isTheirs } from '../../fhir/chart/theirs.ts';
import type { Subject } from '../hook-service.ts';
import type { ChartPart } from './chart-parts.ts';
import { DELEGATED_REACH } from './delegated-reach.ts';

/** No orders or patients other than those of the call; of a visit being booked there is no encounter yet. */
const isOfChart = (resource: FhirResource, patientId: string, isBooking: boolean): boolean => {
  const { resourceType } = resource;
  if (resourceType === 'ServiceRequest' || resourceType === 'Appointment') return false;
  if (resourceType === 'Encounter' && isBooking) return false;
  return resourceType !== 'Patient' || resource.id === patientId;
};

/** The orders first, then the chart. A search that also found orders does not count as complete. */
export const composeMessage = (
  subjects: readonly Subject[],
  parts: readonly ChartPart[],
  patientId: string,
): Bundle => {
  const orders = subjects.map(({ order }) => order.resource);
  const isBooking = subjects.some(({ visit }) => visit !== undefined);
  const finds = parts.map(({ held, searchset }) => ({
    hits: held.map(({ resource }) => resource),
    ...(searchset ? { look: searchset } : {}),
  }));
  const { message } = addChart(orders, orders.map(resourceName), finds, {
    isAdmitted: (hit): hit is FhirResource =>
      isTheirs(hit, patientId, DELEGATED_REACH) && isOfChart(hit, patientId, isBooking),
  });
  return message;
};
