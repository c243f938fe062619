using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Simulation.Charger.Chaos;

/// <summary>Answers that somebody wrote for the station. One that the version's schema refuses is passed over, unless it is meant so.</summary>
internal sealed class ScriptedAnswers(Station station, StationChaos chaos, IReadOnlyList<ScriptedAnswer> answers)
{
    private readonly byte[]?[] _payloads = [.. answers.Select(a => PayloadOf(station, a))];
    private Dictionary<string, TimeSpan>? _late;

    public static string LateMark(TimeSpan delay) => string.Create(CultureInfo.InvariantCulture, $"answer_delayed {delay.TotalSeconds:0.###} s");

    /// <summary>True when the CALL was answered here and is not carried out.</summary>
    public bool TakesOver(in RpcInput call)
    {
        for (var i = 0; i < answers.Count; i++)
        {
            var answer = answers[i];
            if (answer.Action != call.ActionName || (answer.IsInstead && answer.ErrorCode is null && _payloads[i] is null))
                continue;
            if (answer.Times == AnswerTimes.Once && !station.ChaosMemory.Happens(string.Create(CultureInfo.InvariantCulture, $"answers/{i}")))
                continue;
            var delay = TimeSpan.FromSeconds(answer.DelaySeconds);
            if (answer.IsInstead)
                Answer(call, answer, _payloads[i], delay);
            else
                (_late ??= [])[call.Id] = delay;
            return answer.IsInstead;
        }

        return false;
    }

    /// <summary>How late the answer to a CALL that was carried out has to be; null = at once.</summary>
    public TimeSpan? DelayOf(string callId) => _late is not null && _late.Remove(callId, out var delay) ? delay : null;

    public void OnClosed() => _late = null;

    private void Answer(in RpcInput call, ScriptedAnswer answer, byte[]? payload, TimeSpan delay)
    {
        var rpc = station.Connection.Rpc!;
        var frame = answer.ErrorCode is { } code
            ? rpc.Error(call, code, answer.ErrorDescription ?? "")
            : rpc.RawResult(call, payload);
        if (delay > TimeSpan.Zero)
            chaos.Wire.Hold(frame, call.ActionName, delay, $"scripted_answer; {LateMark(delay)}");
        else
            chaos.Wire.Send(frame, call.ActionName, "scripted_answer");
    }

    private static byte[]? PayloadOf(Station station, ScriptedAnswer answer)
    {
        var text = answer.Payload?.GetRawText() ?? (answer.Status is { } status ? new JsonObject { ["status"] = status }.ToJsonString() : null);
        if (text is null || OcppActions.Find(station.Spec.Version, answer.Action) is not { } action)
            return null;
        var payload = Encoding.UTF8.GetBytes(text);
        return answer.Unchecked || action.Response.Check(payload) is null ? payload : null;
    }
}
