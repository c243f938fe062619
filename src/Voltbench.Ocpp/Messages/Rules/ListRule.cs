using System.Text.Json;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Ocpp.Messages.Rules;

internal sealed class ListRule(ValueRule item, int min, int max) : ValueRule
{
    public ValueRule Item => item;

    /// <summary>Fewest items.</summary>
    public int Min => min;

    /// <summary>Most items; <see cref="int.MaxValue"/> for any number.</summary>
    public int Max => max;

    public override string Expected => (min, max) switch
    {
        (0, int.MaxValue) => "a list",
        (_, int.MaxValue) => $"a list of at least {min} item{(min == 1 ? "" : "s")}",
        _ => $"a list of {min} to {max} items",
    };

    public override SchemaViolation? Check(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return WrongType(reader);
        var count = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            if (count == max)
                return new(RpcErrorCode.OccurrenceConstraintViolation, "", $"must be {Expected}");
            if (item.Check(ref reader) is { } violation)
                return violation with { Path = $"[{count}]{violation.Path}" };
        }

        return count >= min ? null : new(RpcErrorCode.OccurrenceConstraintViolation, "", $"must be {Expected}, not {count}");
    }
}
