using Inkaust.Pocket;
using Inkaust.Pocket.Desk;
using Inkaust.Pocket.Writing;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

var app = WebAssemblyHostBuilder.CreateDefault(args);
app.RootComponents.Add<Editor>("#editor");
app.Services.AddSingleton(TimeProvider.System);
app.Services.AddSingleton(services => new Browser((IJSInProcessRuntime)services.GetRequiredService<IJSRuntime>()));
app.Services.AddSingleton(services => Start.Read(services.GetRequiredService<Browser>().Start));
app.Services.AddSingleton(services => new Office(
    new HttpClient { BaseAddress = new Uri(app.HostEnvironment.BaseAddress) }, services.GetRequiredService<Start>()));
app.Services.AddSingleton<Pad>();
app.Services.AddSingleton<Keeper>();
await app.Build().RunAsync();
