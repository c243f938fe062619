using System.Globalization;
using Voltbench.Lab.Commands;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Fleet;

/// <summary>Turns notifications of channel <c>voltbench_fleet</c> into marks; what was notified while nobody listened is made up for by a full comparison.</summary>
internal sealed class FleetNotices(Reconciler reconciler, CommandInbox inbox, CommandQuestions questions)
{
    public const string Channel = "voltbench_fleet";
    public const string Commands = "commands";
    public const string Answer = "answer";

    public void Subscribe(Notifications notifications) => notifications.Subscribe(Channel, OnPayload, OnReset);

    private void OnReset()
    {
        reconciler.Work.All();
        inbox.Look();
    }

    private void OnPayload(string payload)
    {
        var colon = payload.IndexOf(':', StringComparison.Ordinal);
        var kind = colon < 0 ? payload : payload[..colon];
        var id = payload.AsSpan(colon + 1);
        switch (kind)
        {
            case "charger" when long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var key):
                reconciler.Work.Charger(key);
                break;
            case "location" when Guid.TryParse(id, out var location):
                reconciler.Work.Location(location);
                break;
            case "job" when Guid.TryParse(id, out var job):
                reconciler.Work.Job(job);
                break;
            case Commands:
                inbox.Look();
                break;
            case Answer when Guid.TryParse(id, out var question):
                questions.OnAnswer(question);
                break;
            default:
                // Of a newer node in the same cluster: the slow poll covers it.
                break;
        }
    }
}
