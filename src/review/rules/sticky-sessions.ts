import { Evidence, Rule } from './rule';
import { entriesOf } from './target-groups';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const STICKY_SESSIONS: Rule = {
  id: 'sticky-sessions',
  title: 'Callers are bound to their servers',
  severity: Severity.WARNING,
  why: 'Whoever was there before stays with the busy servers, and new ones get new callers only. With a server go the sessions that are on it, at every release and every time load falls.',
  mend: 'Keep sessions in a cache such as AWS::ElastiCache::ReplicationGroup, and set the attribute stickiness.enabled to false.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#sticky-sessions',
  check: (topology: Topology): Evidence[] => entriesOf(topology).flatMap(({ group: { id, stickiness } }) => stickiness === undefined ? [] : [{
    resourceId: id,
    property: 'TargetGroupAttributes[stickiness.enabled]',
    message: `${stickiness.type ?? 'Stickiness'}${stickiness.durationSeconds === undefined ? '' : ` for ${stickiness.durationSeconds} s`}.`,
    // Of a Network Load Balancer it may keep connections of one caller together, whatever is on the server.
    severity: stickiness.type?.startsWith('source_ip') ? Severity.NOTE : undefined,
  }]),
};
