using Inkaust.InTheBrowser;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;

var app = WebAssemblyHostBuilder.CreateDefault(args);
app.RootComponents.Add<Shown>("#app");
await app.Build().RunAsync();
