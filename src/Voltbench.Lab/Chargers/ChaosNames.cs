using System.Text.Json;
using Voltbench.Ocpp.Messages.Defects;
using Voltbench.Ocpp.Rpc;
using Voltbench.Simulation;

namespace Voltbench.Lab.Chargers;

/// <summary>How the words of chaos are spelled in the API.</summary>
public static class ChaosNames
{
    /// <summary>snake_case.</summary>
    public static readonly IReadOnlyList<string> Defects = [.. Enum.GetNames<Defect>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    /// <summary>snake_case.</summary>
    public static readonly IReadOnlyList<string> FirmwareFlaws = [.. Enum.GetNames<FirmwareFlaw>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    /// <summary>As the standard spells them.</summary>
    public static readonly IReadOnlyList<string> ErrorCodes = Enum.GetNames<RpcErrorCode>();
}
