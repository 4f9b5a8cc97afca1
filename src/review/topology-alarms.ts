/** Something that is watched. */
export interface Alarm {
  readonly id: string;
  readonly description?: string;
  /** Where the document says so apart from where it is deployed. */
  readonly region?: string;
  readonly metrics: Metric[];
  readonly expression?: string;
  readonly comparison?: string;
  readonly threshold?: number;
  readonly evaluationPeriods?: number;
  readonly datapointsToAlarm?: number;
  readonly missingData?: string;
  /** What it sets off; policies by `<AWS::AutoScaling::ScalingPolicy.Ref>`. */
  readonly alarmActions: string[];
  /** Ids of what it sets off, as far as that is in the document. */
  readonly actionIds: string[];
  readonly okActions: string[];
  /** `false` where it sets off nothing, whatever it names. */
  readonly actionsEnabled?: boolean;
  /** Ids of the composite alarms that it is part of; absent where there are none. */
  readonly compositeIds?: string[];
}

/** A series of measurements. */
export interface Metric {
  /** Its name within an expression. */
  readonly id?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly dimensions: { readonly [name: string]: string };
  /** Ids of the resources that dimensions refer to, which several look alike in. */
  readonly resourceIds: { readonly [dimension: string]: string };
  readonly statistic?: string;
  readonly periodSeconds?: number;
}

/** What a person looks at. */
export interface Dashboard {
  readonly id: string;
  readonly widgets: Widget[];
}

/** A graph of a dashboard. */
export interface Widget {
  readonly title?: string;
  readonly width?: number;
  readonly metrics: Metric[];
}
