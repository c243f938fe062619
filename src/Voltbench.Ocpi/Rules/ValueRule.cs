using System.Text.Json;

namespace Voltbench.Ocpi.Rules;

/// <summary>What a value must be. Paths of faults are relative to the value; whoever holds the value puts its own part in front.</summary>
internal abstract class ValueRule
{
    /// <summary>What would be right, as it stands in "… must be {text}".</summary>
    public abstract string Expected { get; }

    /// <summary>Checks the value whose first token the reader stands on and leaves the reader on its last.</summary>
    /// <param name="reader">Of valid JSON.</param>
    /// <param name="strict">Also what is only asked of what we send ourselves.</param>
    public abstract Fault? Check(ref Utf8JsonReader reader, bool strict);

    protected Fault WrongType(in Utf8JsonReader reader) => new("", $"must be {Expected}, not {Name(reader.TokenType)}");

    private static string Name(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        _ => "null",
    };
}
