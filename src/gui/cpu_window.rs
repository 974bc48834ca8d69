//! A window painted by the CPU, for machines without a GPU: winit for the window, softbuffer for its pixels.
//!
//! While nothing happens the event loop sleeps. It wakes for input, for a thread that asks egui for a frame, and for
//! the times at which egui wants one (a blinking cursor).

mod running;
mod screen;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::time::Instant;

use egui_winit::accesskit_winit;
use winit::application::ApplicationHandler;
use winit::error::EventLoopError;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, ControlFlow, DeviceEvents, EventLoop, EventLoopProxy};
use winit::window::WindowId;

use super::program::{Program, WindowSetup};
use running::Running;

/// What wakes the event loop, other than the window itself.
enum Wake {
    /// egui wants a frame at a time; `pass` is its count of passes when it said so.
    Frame { at: Instant, pass: u64 },
    /// A screen reader or another aid has come, gone, or acts.
    Accessibility(accesskit_winit::Event),
}

impl From<accesskit_winit::Event> for Wake {
    fn from(event: accesskit_winit::Event) -> Self {
        Self::Accessibility(event)
    }
}

/// Opens the window, runs until it is closed. `make` is called once the window exists, before it is seen.
pub fn run(
    setup: WindowSetup,
    make: impl FnOnce(&egui::Context) -> Box<dyn Program>,
) -> Result<(), String> {
    let event_loop = event_loop()?;
    let proxy = event_loop.create_proxy();
    let mut handler = Handler { start: Some((setup, make)), proxy, running: None, error: None };
    let ended = event_loop.run_app(&mut handler);
    match handler.error {
        Some(error) => Err(error),
        None => ended.map_err(reason),
    }
}

/// winit panics where a library of the window system is missing; that is told like any other reason.
fn event_loop() -> Result<EventLoop<Wake>, String> {
    match catch_unwind(AssertUnwindSafe(|| EventLoop::with_user_event().build())) {
        Ok(built) => built.map_err(reason),
        Err(panic) => Err(super::renderer::panic_text(panic.as_ref())),
    }
}

/// Why there is no event loop, without the line of winit's source that it starts with.
fn reason(error: EventLoopError) -> String {
    let text = error.to_string();
    text.rsplit_once(": ").map_or(text.as_str(), |(_, reason)| reason).to_owned()
}

/// Hands winit's events to the window, once there is one.
struct Handler<Make> {
    start: Option<(WindowSetup, Make)>,
    proxy: EventLoopProxy<Wake>,
    running: Option<Running>,
    error: Option<String>,
}

impl<Make: FnOnce(&egui::Context) -> Box<dyn Program>> Handler<Make> {
    /// Ends the event loop when what was done has failed.
    fn settle(&mut self, event_loop: &ActiveEventLoop, result: Result<(), String>) {
        if let Err(error) = result {
            self.error.get_or_insert(error);
            event_loop.exit();
        } else if self.running.as_ref().is_some_and(Running::is_over) {
            event_loop.exit();
        }
    }

    fn open(&mut self, event_loop: &ActiveEventLoop) -> Result<(), String> {
        let Some((setup, make)) = self.start.take() else { return Ok(()) };
        let ctx = egui::Context::default();
        // Programs that ask egui for a second window get it inside the first one.
        ctx.set_embed_viewports(true);
        let proxy = Mutex::new(self.proxy.clone());
        ctx.set_request_repaint_callback(move |request| {
            // A time too far away to be counted never comes.
            let Some(at) = Instant::now().checked_add(request.delay) else { return };
            if let Ok(proxy) = proxy.lock() {
                // An error says that the loop has ended.
                let _ =
                    proxy.send_event(Wake::Frame { at, pass: request.current_cumulative_pass_nr });
            }
        });
        let mut running = Running::open(event_loop, ctx, setup, self.proxy.clone(), make)?;
        // Painted here and not on the window system's word: some never ask a hidden window to paint itself.
        let painted = running.frame(event_loop);
        self.running = Some(running);
        painted
    }
}

impl<Make: FnOnce(&egui::Context) -> Box<dyn Program>> ApplicationHandler<Wake> for Handler<Make> {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        event_loop.listen_device_events(DeviceEvents::Never);
        let opened = self.open(event_loop);
        self.settle(event_loop, opened);
    }

    fn user_event(&mut self, _event_loop: &ActiveEventLoop, wake: Wake) {
        let Some(running) = &mut self.running else { return };
        match wake {
            Wake::Frame { at, pass } => running.wants_frame(at, pass),
            Wake::Accessibility(event) => running.accessibility(event.window_event),
        }
    }

    fn window_event(
        &mut self,
        event_loop: &ActiveEventLoop,
        _window: WindowId,
        event: WindowEvent,
    ) {
        let Some(running) = &mut self.running else { return };
        let done = running.window_event(event_loop, &event);
        self.settle(event_loop, done);
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        let Some(running) = &mut self.running else { return };
        let wake = running.before_sleep(event_loop);
        event_loop.set_control_flow(match wake {
            Some(at) => ControlFlow::WaitUntil(at),
            None => ControlFlow::Wait,
        });
        self.settle(event_loop, Ok(()));
    }

    fn exiting(&mut self, _event_loop: &ActiveEventLoop) {
        // The window goes while the loop still runs, so that the window system hears of it.
        if let Some(running) = self.running.take() {
            running.close();
        }
    }
}
