import { Checks } from './checks';

/** Continents that Route 53 tells apart. */
export enum Continent {
  /** Africa. */
  AFRICA = 'AF',
  /** Antarctica. */
  ANTARCTICA = 'AN',
  /** Asia. */
  ASIA = 'AS',
  /** Europe. */
  EUROPE = 'EU',
  /** North America. */
  NORTH_AMERICA = 'NA',
  /** Oceania. */
  OCEANIA = 'OC',
  /** South America. */
  SOUTH_AMERICA = 'SA',
}

/**
 * From where callers are sent to a region. The smallest location that a caller is in counts.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-geo.html
 */
export class GeoLocation {
  /** From a continent. */
  public static continent(continent: Continent): GeoLocation {
    return new GeoLocation({ continentCode: continent });
  }

  /**
   * From a country.
   *
   * @param countryCode two capital letters of ISO 3166-1, as 'DE'
   */
  public static country(countryCode: string): GeoLocation {
    return new GeoLocation({ countryCode });
  }

  /**
   * From a part of a country. Route 53 has them for the United States and Ukraine.
   *
   * @param countryCode 'US' or 'UA'
   * @param subdivisionCode up to three capital letters or digits, as 'CA'
   */
  public static subdivision(countryCode: string, subdivisionCode: string): GeoLocation {
    return new GeoLocation({ countryCode, subdivisionCode });
  }

  /** From everywhere that no other region names, and from addresses whose location nobody knows. One region has to take them. */
  public static defaultLocation(): GeoLocation {
    return new GeoLocation({ countryCode: ANYWHERE });
  }

  private constructor(private readonly location: GeoLocationPlan) {}

  /** @internal */
  public _plan(checks: Checks): GeoLocationPlan {
    const { continentCode, countryCode, subdivisionCode } = this.location;
    checks.oneOf('routing.location.continent', continentCode, Object.values(Continent));
    if (subdivisionCode !== undefined) {
      checks.oneOf('routing.location.countryCode', countryCode, COUNTRIES_WITH_SUBDIVISIONS);
      checks.text('routing.location.subdivisionCode', subdivisionCode, /^[A-Z0-9]{1,3}$/, "up to three capital letters or digits such as 'CA'");
    } else if (countryCode !== ANYWHERE) {
      checks.text('routing.location.countryCode', countryCode, /^[A-Z]{2}$/, "two capital letters of ISO 3166-1 such as 'DE'");
    }
    return this.location;
  }
}

/** In the words of Route 53. */
export interface GeoLocationPlan {
  readonly continentCode?: string;
  readonly countryCode?: string;
  readonly subdivisionCode?: string;
}

/** How Route 53 writes the default location. */
const ANYWHERE = '*';
/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_GeoLocation.html */
const COUNTRIES_WITH_SUBDIVISIONS = ['US', 'UA'];

export function isDefaultLocation({ countryCode }: GeoLocationPlan): boolean {
  return countryCode === ANYWHERE;
}

/** As a person would call it. */
export function nameOfLocation(location: GeoLocationPlan): string {
  if (isDefaultLocation(location)) { return 'the default location'; }
  return [location.continentCode, location.countryCode, location.subdivisionCode].filter((code) => code !== undefined).join('-');
}
