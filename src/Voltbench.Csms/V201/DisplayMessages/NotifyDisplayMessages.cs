using Voltbench.Ocpp.V201.DisplayMessages;

namespace Voltbench.Csms.V201.DisplayMessages;

/// <summary>OCPP 2.0.1 part 2, use case O03: taken note of.</summary>
internal static class NotifyDisplayMessages
{
    public static NotifyDisplayMessagesResponse Answer(Station station, NotifyDisplayMessagesRequest request) => new();
}
