using System.Buffers;
using System.Text.Json;

namespace Voltbench.Bench.Csms;

/// <summary>What the load rig asks for: boots, latencies, frames. Times are UTC; latencies and intervals are ms.</summary>
internal sealed class CsmsCounters(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly List<float> bootLatencies = [];
    private readonly List<float> meterIntervals = [];
    private DateTimeOffset? firstBoot;
    private DateTimeOffset? lastBoot;
    private long boots;
    private long framesIn;
    private long framesOut;
    private long meterValues;
    private long malformed;
    private int connected;
    private long connections;

    public void Connected()
    {
        Interlocked.Increment(ref connected);
        Interlocked.Increment(ref connections);
    }

    public void Disconnected() => Interlocked.Decrement(ref connected);

    public void FrameIn() => Interlocked.Increment(ref framesIn);

    public void FrameOut() => Interlocked.Increment(ref framesOut);

    public void Malformed() => Interlocked.Increment(ref malformed);

    /// <summary>A BootNotification; <paramref name="accepted"/> is the timestamp of the TCP accept, −1 for a second boot on one connection.</summary>
    public void Boot(long accepted)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            boots++;
            firstBoot ??= now;
            lastBoot = now;
            if (accepted >= 0)
                bootLatencies.Add((float)time.GetElapsedTime(accepted).TotalMilliseconds);
        }
    }

    /// <summary>A meter sample; <paramref name="last"/> is the caller's timestamp of the one before (0 = none). Intervals are per station, so they tell of drift while a station has one session.</summary>
    public void MeterValues(ref long last)
    {
        var now = time.GetTimestamp();
        Interlocked.Increment(ref meterValues);
        if (last != 0)
        {
            lock (gate)
                meterIntervals.Add((float)time.GetElapsedTime(last, now).TotalMilliseconds);
        }

        last = now;
    }

    /// <summary>Begins a new measurement. Who is connected stays connected.</summary>
    public void Reset()
    {
        lock (gate)
        {
            bootLatencies.Clear();
            meterIntervals.Clear();
            (firstBoot, lastBoot, boots) = (null, null, 0);
        }

        framesIn = framesOut = meterValues = malformed = 0;
        connections = connected;
    }

    public ReadOnlySpan<byte> ToJson(TransactionBook book, int meterIntervalMs)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("connected", connected);
            json.WriteNumber("connections", connections);
            lock (gate)
            {
                json.WriteNumber("boots", boots);
                Write(json, "first_boot", firstBoot);
                Write(json, "last_boot", lastBoot);
                Percentiles(json, "connect_to_boot_ms", [.. bootLatencies]);
                if (meterIntervalMs > 0)
                    Percentiles(json, "meter_drift_ms", [.. meterIntervals.Select(i => Math.Abs(i - meterIntervalMs))]);
            }

            json.WriteNumber("frames_in", framesIn);
            json.WriteNumber("frames_out", framesOut);
            json.WriteNumber("meter_values", meterValues);
            json.WriteNumber("malformed", malformed);
            json.WriteNumber("transactions_opened", book.Opened);
            json.WriteNumber("transactions_closed", book.Closed);
            json.WriteNumber("transactions_open", book.Open);
            json.WriteNumber("transaction_duplicates", book.Duplicates);
            json.WriteNumber("transaction_gaps", book.Gaps);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }

    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (value is { } at)
            json.WriteString(name, at);
        else
            json.WriteNull(name);
    }

    private static void Percentiles(Utf8JsonWriter json, string name, float[] values)
    {
        Array.Sort(values);
        json.WriteStartObject(name);
        json.WriteNumber("count", values.Length);
        if (values.Length > 0)
        {
            json.WriteNumber("p50", values[(values.Length - 1) / 2]);
            json.WriteNumber("p99", values[(int)((values.Length - 1) * 0.99)]);
            json.WriteNumber("max", values[^1]);
        }

        json.WriteEndObject();
    }
}
