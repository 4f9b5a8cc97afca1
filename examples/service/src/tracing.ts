import { Attributes, context, propagation, Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, ParentBasedSampler, SpanProcessor, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import {
  ATTR_HTTP_REQUEST_METHOD, ATTR_HTTP_RESPONSE_STATUS_CODE, ATTR_HTTP_ROUTE, ATTR_SERVICE_NAME, ATTR_URL_PATH, ATTR_URL_SCHEME,
  ATTR_USER_AGENT_ORIGINAL,
} from '@opentelemetry/semantic-conventions';
import type { RequestHandler } from 'express';
import { TracingConfig } from './config';
import { messageOf } from './log';

export interface Tracing {
  /** Sends what has not been sent yet. Never fails: nobody's request depends on it. */
  stop(): Promise<void>;
}

/** Spans are made by hand: what hooks into `require` to make them by itself finds nothing to hook into in a bundle. */
export function startTracing(config: TracingConfig, processor: SpanProcessor = exportTo(config)): Tracing {
  if (config.disabled) { return { stop: async () => {} }; }
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ [ATTR_SERVICE_NAME]: config.serviceName }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(config.ratio) }),
    spanProcessors: [processor],
  });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  return { stop: () => provider.shutdown().catch(() => {}) };
}

/** In batches beside the requests, with a queue that drops what does not fit: no agent, no harm. */
function exportTo({ endpoint }: TracingConfig): SpanProcessor {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces`, timeoutMillis: 2_000 });
  return new BatchSpanProcessor({ exporter, exportTimeoutMillis: 2_000 });
}

const tracer = () => trace.getTracer('shop');

/** A span for every request, in the caller's trace if it sends one. */
export const traceRequests: RequestHandler = (request, response, next) => {
  const caller = propagation.extract(context.active(), request.headers);
  const span = tracer().startSpan(request.method, {
    kind: SpanKind.SERVER,
    attributes: {
      [ATTR_HTTP_REQUEST_METHOD]: request.method,
      [ATTR_URL_PATH]: request.path,
      [ATTR_URL_SCHEME]: 'http',
      [ATTR_USER_AGENT_ORIGINAL]: request.get('user-agent'),
    },
  }, caller);
  response.once('close', () => {
    const route: string | undefined = request.route?.path;
    if (route !== undefined) {
      span.updateName(`${request.method} ${route}`);
      span.setAttribute(ATTR_HTTP_ROUTE, route);
    }
    span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, response.statusCode);
    if (response.statusCode >= 500) { span.setStatus({ code: SpanStatusCode.ERROR }); }
    span.end();
  });
  context.with(trace.setSpan(caller, span), next);
};

/** A span around a call of a dependency. */
export async function traceCall<T>(name: string, attributes: Attributes, call: () => Promise<T>): Promise<T> {
  return tracer().startActiveSpan(name, { kind: SpanKind.CLIENT, attributes }, async (span) => {
    try {
      return await call();
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

function fail(span: Span, error: unknown) {
  span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
  span.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(error) });
}

export function currentTraceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId;
}
