using System.Text.Json.Serialization;
using Voltbench.Csms;

namespace Voltbench.Lab.Csms;

/// <summary>How operations and their outcomes go from node to node.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RemoteOperation))]
[JsonSerializable(typeof(RemoteOutcome))]
internal sealed partial class RemoteJson : JsonSerializerContext;
