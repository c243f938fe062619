using System.Text.Json;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Ocpp.Messages.Rules;

internal sealed class BooleanRule : ValueRule
{
    public override string Expected => "true or false";

    public override SchemaViolation? Check(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.True or JsonTokenType.False ? null : WrongType(reader);
}

/// <summary>Any JSON value (<c>data</c> of the 2.0.1 DataTransfer).</summary>
internal sealed class AnyRule : ValueRule
{
    public override string Expected => "any JSON value";

    public override SchemaViolation? Check(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return null;
    }
}

internal sealed class IntegerRule(int min, int max) : ValueRule
{
    public int Min => min;

    public int Max => max;

    public override string Expected => (min, max) switch
    {
        (int.MinValue, int.MaxValue) => "a 32-bit integer",
        (_, int.MaxValue) => $"an integer of at least {min}",
        _ => $"an integer from {min} to {max}",
    };

    public override SchemaViolation? Check(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
            return WrongType(reader);
        if (reader.ValueSpan.IndexOfAny("."u8[0], "e"u8[0], "E"u8[0]) >= 0)
            return new(RpcErrorCode.TypeConstraintViolation, "", $"must be {Expected}, written without fraction and exponent");
        return reader.TryGetInt32(out var value) && value >= min && value <= max ? null : WrongValue($"must be {Expected}");
    }
}

internal sealed class DecimalRule(int? decimals) : ValueRule
{
    public override string Expected => decimals is { } max ? $"a number with at most {max} decimal{(max == 1 ? "" : "s")}" : "a number";

    public override SchemaViolation? Check(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
            return WrongType(reader);
        if (!reader.TryGetDecimal(out var value))
            return WrongValue($"must be {Expected} below 7.9e28");
        return decimals is { } max && decimal.Round(value, max) != value ? WrongValue($"must be {Expected}") : null;
    }
}

internal sealed class DateTimeRule : ValueRule
{
    public override string Expected => "an RFC 3339 date-time with a zone, such as 2026-01-31T12:00:00Z";

    public override SchemaViolation? Check(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return WrongType(reader);
        return DateTimeConverter.TryRead(ref reader, out _) ? null : new(RpcErrorCode.TypeConstraintViolation, "", $"must be {Expected}");
    }
}

internal sealed class StringRule(int max) : ValueRule
{
    /// <summary>Most characters; <see cref="int.MaxValue"/> for any number.</summary>
    public int Max => max;

    public override string Expected => max == int.MaxValue ? "a string" : $"a string of at most {max} characters";

    public override SchemaViolation? Check(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return WrongType(reader);
        if (!reader.ValueIsEscaped && reader.ValueSpan.Length <= max)
            return null; // a character takes at least one byte
        var length = JsonText.Measure(reader.ValueSpan, reader.ValueIsEscaped);
        return length <= max ? null : WrongValue($"must be {Expected}, not {length}");
    }
}

internal sealed class EnumRule(IReadOnlyList<string> members) : ValueRule
{
    private readonly byte[][] names = [.. members.Select(System.Text.Encoding.UTF8.GetBytes)];

    public override string Expected => members.Count == 1 ? members[0] : $"one of {string.Join(", ", members)}";

    public override SchemaViolation? Check(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return WrongType(reader);
        if (reader.ValueIsEscaped && JsonText.Measure(reader.ValueSpan, escaped: true) < 0)
            return new(RpcErrorCode.FormationViolation, "", "must be Unicode text: an escaped surrogate has no partner");
        foreach (var name in names)
        {
            if (reader.ValueIsEscaped ? reader.ValueTextEquals(name) : reader.ValueSpan.SequenceEqual(name))
                return null;
        }

        return WrongValue($"must be {Expected}");
    }
}
