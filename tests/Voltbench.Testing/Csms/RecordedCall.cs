using System.Text.Json;
using Voltbench.Ocpp;

namespace Voltbench.Testing.Csms;

/// <summary>One CALL that a station sent to the <see cref="RecordingCsms"/>.</summary>
public sealed record RecordedCall(
    string Identity,
    OcppVersion Version,
    string MessageId,
    string Action,
    JsonElement Payload,
    int Connection);
