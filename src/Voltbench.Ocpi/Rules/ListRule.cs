using System.Text.Json;

namespace Voltbench.Ocpi.Rules;

internal sealed class ListRule(ValueRule item, int min) : ValueRule
{
    public override string Expected => min == 0 ? "a list" : $"a list of at least {min} item{(min == 1 ? "" : "s")}";

    public override Fault? Check(ref Utf8JsonReader reader, bool strict)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return WrongType(reader);
        var count = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            if (item.Check(ref reader, strict) is { } fault)
                return fault.Under($"[{count}]");
        }

        return count >= min ? null : new("", $"must be {Expected}, not {count}");
    }
}
