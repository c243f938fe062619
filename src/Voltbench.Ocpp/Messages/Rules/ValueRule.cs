using System.Text.Json;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Ocpp.Messages.Rules;

/// <summary>What a value must be. Paths of violations are relative to the value; whoever holds the value puts its own part in front.</summary>
internal abstract class ValueRule
{
    /// <summary>What would be right, as it stands in "… must be {text}".</summary>
    public abstract string Expected { get; }

    /// <summary>Checks the value whose first token the reader stands on and leaves the reader on its last.</summary>
    public abstract SchemaViolation? Check(ref Utf8JsonReader reader);

    protected SchemaViolation WrongType(in Utf8JsonReader reader) =>
        new(RpcErrorCode.TypeConstraintViolation, "", $"must be {Expected}, not {Name(reader.TokenType)}");

    protected static SchemaViolation WrongValue(string message) => new(RpcErrorCode.PropertyConstraintViolation, "", message);

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
