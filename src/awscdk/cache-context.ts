import { Construct } from 'constructs';
import { planContextOf } from './plan-context';
import { PlanContext } from '../core/checks';

export function cacheContextOf(scope: Construct): PlanContext {
  return planContextOf(scope, 'SessionCache');
}
