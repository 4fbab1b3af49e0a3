package org.genomerecord.gateway.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;

/// Takes what the caller wrote out of every span: a path or query can hold anything, a name too.
/// The route template says which operation it was.
@Singleton
public final class SpanRedaction implements SpanProcessor {
  private static final String REDACTED = "redacted";

  private static final List<AttributeKey<String>> WRITTEN_BY_CALLER =
      List.of(
          AttributeKey.stringKey("url.path"),
          AttributeKey.stringKey("url.query"),
          AttributeKey.stringKey("url.full"),
          AttributeKey.stringKey("user_agent.original"));

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    for (AttributeKey<String> key : WRITTEN_BY_CALLER) {
      if (span.getAttribute(key) != null) {
        span.setAttribute(key, REDACTED);
      }
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    // Nothing is left to take out.
  }

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
