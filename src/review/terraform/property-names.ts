import { Value } from '../document';
import { Fields, isFields, isList } from '../kinds';
import { translationOf } from './resources';

/**
 * What Terraform calls a property of CloudFormation's model: `health_check_type` for `HealthCheckType`. A resource whose arguments say where they were read
 * is translated, and asked for the property.
 *
 * @param type Terraform's, as `aws_autoscaling_group`
 * @param property CloudFormation's path, as `LaunchTemplateData.Monitoring.Enabled`, or with a key of attributes as `TargetGroupAttributes[stickiness.enabled]`
 */
export function argumentOf(type: string, property: string): string | undefined {
  const translation = translationOf(type);
  if (!translation) { return undefined; }
  const steps = property.split(/\.(?![^[]*\])|\[|\]/).filter((step) => step !== '');
  const shape = steps[0] === UPDATE_POLICY ? translation.updatePolicy ?? {} : translation.properties;
  if (steps[0] === UPDATE_POLICY) { steps.shift(); }
  const from = shape[steps[0]];
  if (from === undefined) { return undefined; }
  const whole = typeof from === 'string' ? trail(from) : from(trail('') as Fields, { id: '', type });
  const found = steps.slice(1).reduce(inside, whole);
  return typeof found === 'object' ? READ_AT.get(found) : undefined;
}

/** A member of an object, of the first of a list, or of that one which has the key. */
function inside(value: Value | undefined, name: string): Value | undefined {
  if (isList(value)) {
    const keyed = value.find((element) => isFields(element) && element.Key === name);
    return keyed === undefined ? inside(value[0], name) : (keyed as Fields).Value;
  }
  return isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

const UPDATE_POLICY = 'UpdatePolicy';

const READ_AT = new WeakMap<object, string>();

/** An object in which everything is, and is a trail of its own. */
function trail(path: string): Value {
  const made: object = new Proxy({}, {
    getOwnPropertyDescriptor: (_, name) => ({ configurable: true, enumerable: true, writable: true, value: trail(below(path, name)) }),
    get: (_, name) => typeof name === 'string' ? trail(below(path, name)) : undefined,
  });
  READ_AT.set(made, path);
  return made as Value;
}

function below(path: string, name: string | symbol): string {
  return path === '' ? String(name) : `${path}.${String(name)}`;
}
