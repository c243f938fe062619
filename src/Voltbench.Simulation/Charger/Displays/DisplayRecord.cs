using System.Text.Json.Serialization;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.Displays;

/// <summary>Document <c>display</c>.</summary>
internal sealed record DisplayRecord
{
    public IReadOnlyList<MessageInfo>? Messages { get; init; }

    public IReadOnlyList<TransactionCost>? Costs { get; init; }
}

/// <summary>What a transaction cost so far, in the station's currency.</summary>
/// <param name="TransactionId">The transaction.</param>
/// <param name="EvseId">Where it runs or ran.</param>
/// <param name="Amount">Taxes included; null when only a message was told.</param>
/// <param name="IsFinal">The transaction is over.</param>
/// <param name="Message">What the CSMS wants this driver to read; null for nothing.</param>
internal sealed record TransactionCost(string TransactionId, int EvseId, decimal? Amount, bool IsFinal = false, string? Message = null);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DisplayRecord))]
internal sealed partial class DisplayJson : JsonSerializerContext;
