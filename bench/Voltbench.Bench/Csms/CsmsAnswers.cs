using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Voltbench.Bench.Csms;

/// <summary>Answers the CALLs of one station from spans: reads type, id, action and the few fields that matter, writes the answer.</summary>
internal sealed class CsmsAnswers(
    CsmsCounters counters, TransactionBook book, TimeProvider time, int heartbeatSeconds, bool is201, string identity, long accepted)
{
    private bool booted;
    private long lastMeterValues;

    /// <summary>Writes the answer to <paramref name="message"/> and returns its length; 0 = nothing to say.</summary>
    public int Answer(ReadOnlySpan<byte> message, Span<byte> output)
    {
        counters.FrameIn();
        var length = 0;
        try
        {
            var reader = new Utf8JsonReader(message);
            reader.Read();
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || reader.GetInt32() != 2)
                return 0;
            reader.Read();
            var id = reader.ValueSpan;
            reader.Read();
            var writer = new SpanWriter(output);
            Dispatch(reader.ValueSpan, id, ref reader, ref writer);
            length = writer.Length;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            counters.Malformed();
            return 0;
        }

        counters.FrameOut();
        return length;
    }

    private void Dispatch(ReadOnlySpan<byte> action, ReadOnlySpan<byte> id, ref Utf8JsonReader reader, ref SpanWriter writer)
    {
        writer.Write("[3,\""u8);
        writer.Write(id);
        writer.Write("\","u8);
        if (action.SequenceEqual("MeterValues"u8))
        {
            counters.MeterValues(ref lastMeterValues);
            writer.Write("{}"u8);
        }
        else if (action.SequenceEqual("TransactionEvent"u8))
        {
            TransactionEvent(ref reader, ref writer);
        }
        else if (action.SequenceEqual("Heartbeat"u8))
        {
            writer.Write("{\"currentTime\":\""u8);
            writer.Write(time.GetUtcNow());
            writer.Write("\"}"u8);
        }
        else if (action.SequenceEqual("BootNotification"u8))
        {
            counters.Boot(booted ? -1 : accepted);
            booted = true;
            writer.Write("{\"status\":\"Accepted\",\"currentTime\":\""u8);
            writer.Write(time.GetUtcNow());
            writer.Write("\",\"interval\":"u8);
            writer.Write(heartbeatSeconds);
            writer.Write("}"u8);
        }
        else if (action.SequenceEqual("StartTransaction"u8))
        {
            writer.Write("{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":"u8);
            writer.Write(book.Start(identity, Encoding.UTF8.GetString(id)));
            writer.Write("}"u8);
        }
        else if (action.SequenceEqual("StopTransaction"u8))
        {
            book.Stop(ReadInt(ref reader, "transactionId"u8));
            writer.Write("{}"u8);
        }
        else if (action.SequenceEqual("Authorize"u8))
        {
            writer.Write(is201 ? "{\"idTokenInfo\":{\"status\":\"Accepted\"}}"u8 : "{\"idTagInfo\":{\"status\":\"Accepted\"}}"u8);
        }
        else if (action.SequenceEqual("DataTransfer"u8))
        {
            writer.Write("{\"status\":\"UnknownVendorId\"}"u8);
        }
        else if (action.EndsWith("Notification"u8) || action.SequenceEqual("NotifyReport"u8) || action.SequenceEqual("NotifyEvent"u8))
        {
            writer.Write("{}"u8);
        }
        else
        {
            writer.Restart();
            writer.Write("[4,\""u8);
            writer.Write(id);
            writer.Write("\",\"NotImplemented\",\"not a message of the load rig\",{}"u8);
        }

        writer.Write("]"u8);
    }

    private void TransactionEvent(ref Utf8JsonReader reader, ref SpanWriter writer)
    {
        var eventType = default(char);
        var seqNo = 0;
        var transaction = "";
        var token = false;
        reader.Read();
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (reader.ValueTextEquals("eventType"u8))
                eventType = reader.Read() ? (char)reader.ValueSpan[0] : default;
            else if (reader.ValueTextEquals("seqNo"u8))
                seqNo = reader.Read() ? reader.GetInt32() : 0;
            else if (reader.ValueTextEquals("transactionId"u8))
                transaction = reader.Read() ? reader.GetString()! : "";
            else if (reader.CurrentDepth == depth + 1 && reader.ValueTextEquals("idToken"u8))
                token = true;
            else if (reader.ValueTextEquals("meterValue"u8))
                counters.MeterValues(ref lastMeterValues);
        }

        book.Event(identity, transaction, eventType, seqNo);
        writer.Write(token ? "{\"idTokenInfo\":{\"status\":\"Accepted\"}}"u8 : "{}"u8);
    }

    private static int ReadInt(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name))
                return reader.Read() ? reader.GetInt32() : 0;
        }

        return 0;
    }

    private ref struct SpanWriter(Span<byte> output)
    {
        private readonly Span<byte> output = output;

        public int Length { get; private set; }

        public void Restart() => Length = 0;

        public void Write(ReadOnlySpan<byte> text)
        {
            text.CopyTo(output[Length..]);
            Length += text.Length;
        }

        public void Write(int value)
        {
            value.TryFormat(output[Length..], out var written, provider: CultureInfo.InvariantCulture);
            Length += written;
        }

        public void Write(DateTimeOffset value)
        {
            value.UtcDateTime.TryFormat(output[Length..], out var written, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            Length += written;
        }
    }
}
